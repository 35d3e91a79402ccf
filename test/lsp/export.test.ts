/** `hvvm/export` over the wire. What is exported is tested with the exchange. */
import { expect, test } from "vitest";
import { Server } from "../support/server.ts";

const uri = "file:///a.hvvm";

test("an open layout is exported as it is now; one that is not open has no answer", async () => {
  const server = await Server.initialized();
  const ask = (of: string) =>
    server.request("hvvm/export", { textDocument: { uri: of }, target: "ansible", vm: "web" });
  await server.open(uri, 'vm web { ide 0:0 disk "C:\\VMs\\a.vhdx" }');
  expect((await ask(uri)).text).toContain("name: 'web'");
  await server.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: 'vm web { scsi 0:0 disk "C:\\VMs\\a.vhdx" }' }],
  });
  expect((await ask(uri)).text).toContain("# A layout with errors is not exported:");
  expect(await ask("file:///other.hvvm")).toBeNull();
});
