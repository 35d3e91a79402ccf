/** Edits as they go over the wire. What they make of a layout is tested with the features. */
import { beforeAll, describe, expect, test } from "vitest";
import { changeEditRequest } from "../../server/src/protocol.ts";
import { range, Server } from "../support/server.ts";

const uri = "file:///a.hvvm";
const text = 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhdx" boot\n  ide 0:1 disk "D:\\VMs\\b.vhdx"\n}\n';

let server: Server;
beforeAll(async () => {
  server = await Server.initialized();
  await server.open(uri, text, 3);
});

describe("a change of a report", () => {
  const ask = (slot: string, change: string, of = uri) =>
    server.request(changeEditRequest, { textDocument: { uri: of }, vm: "a", slot, change });

  test("comes as edits of the version that was read", async () =>
    expect(await ask("ide 0:1", "move to SCSI")).toEqual({
      version: 3,
      edits: [{ range: range(2, 2, 2, 9), newText: "scsi 0:0" }],
    }));

  test("is refused with a sentence", async () =>
    expect(await ask("ide 0:0", "move to SCSI")).toEqual({
      version: 3,
      refusal:
        '"a" starts from "C:\\VMs\\os.vhdx". Generation 1 starts from IDE alone: convert the VM to generation 2 to start from SCSI.',
    }));

  test("has no answer for a layout that is not open", async () =>
    expect(await ask("ide 0:1", "move to SCSI", "file:///b.hvvm")).toBeNull());
});
