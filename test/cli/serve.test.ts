/** `hvvm serve` as a browser and an unauthorized client see it. */
import { type ChildProcess, spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderWith, hvvm } from "../support/cli.ts";

const layout = 'vm "<b>web" { generation 2; scsi 0:0 disk "C:\\VMs\\a.vhdx" fixed 40GB boot { load oltp } }\n';
const cwd = folderWith({ "a.hvvm": layout, "b.hvvm": layout });
const file = join(cwd, "a.hvvm");
let served: ChildProcess;
let address: URL;

beforeAll(async () => {
  served = spawn(process.execPath, [resolve("dist/cli.js"), "serve", "a.hvvm"], { cwd });
  address = await new Promise<URL>((found, failed) => {
    served.stdout!.once("data", (data) => found(new URL(String(data).split("\n")[0]!)));
    served.once("exit", (code) => failed(new Error(`ended with ${code}`)));
  });
}, 30_000);

afterAll(() => {
  served.kill("SIGINT");
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((done, failed) => {
    const { hostname, port } = address;
    request({ hostname, port, path, headers, method }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => done({ status: response.statusCode!, headers: response.headers, body }));
    })
      .on("error", failed)
      .end();
  });
}

const token = () => address.searchParams.get("token")!;
const withToken = (path: string) => `${path}${path.includes("?") ? "&" : "?"}token=${token()}`;

/** Reads states until one matches. */
function until(fits: (state: { problem: string | null; isOld: boolean; disks: string[] }) => boolean): Promise<void> {
  return new Promise((done, failed) => {
    const { hostname, port } = address;
    const asked = request({ hostname, port, path: withToken("/events") }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
        const messages = text.split("\n\n");
        text = messages.pop()!;
        if (!messages.some((each) => fits(JSON.parse(each.slice("data: ".length))))) return;
        asked.destroy();
        done();
      });
    });
    asked.on("error", failed).end();
  });
}

test("it listens on 127.0.0.1, with a token of 256 bits", () => {
  expect(address.hostname).toBe("127.0.0.1");
  expect(token()).toMatch(/^[0-9a-f]{64}$/);
});

test("nothing is answered without the token", async () => {
  for (const path of ["/", "/page.js", "/picture", "/events", "/?token=", `/?token=${"0".repeat(64)}`])
    expect((await ask(path)).status).toBe(403);
});

test("the page's cookie is enough, and neither a script nor another site can read it", async () => {
  const { status, headers } = await ask(withToken("/"));
  const cookie = String(headers["set-cookie"]);
  expect(status).toBe(200);
  expect(cookie).toContain("; HttpOnly; SameSite=Strict");
  expect((await ask("/page.js", { cookie: cookie.split(";")[0]! })).status).toBe(200);
});

test("a page under another host name that resolves to 127.0.0.1 is refused", async () => {
  expect((await ask(withToken("/"), { host: `evil.example:${address.port}` })).status).toBe(403);
});

test("a malformed address does not end the server", async () => {
  expect((await ask("//")).status).toBe(400);
});

test("only GET is answered, and only for existing pages", async () => {
  for (const method of ["POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
    expect((await ask(withToken("/"), {}, method)).status).toBe(405);
  for (const path of ["/a.hvvm", "/../a.hvvm", "/%2e%2e/a.hvvm", "/picture?disk=7", "/picture?disk=x"])
    expect((await ask(withToken(path))).status).toBe(404);
});

test("the content policy allows no inline script or style, and names stay text", async () => {
  const page = await ask(withToken("/"));
  expect(page.headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  const picture = await ask(withToken("/picture?disk=0"));
  expect(picture.headers["content-security-policy"]).toMatch(/^script-src 'none';/);
  for (const { headers } of [page, picture]) expect(headers["content-security-policy"]).not.toContain("unsafe");
  expect(picture.body).toContain("&lt;b&gt;web");
  expect(picture.body).not.toContain("<b>web");
});

test("the page follows a save, keeps the picture of a broken or deleted file marked as old, and recovers afterwards", async () => {
  writeFileSync(file, "vm web {\n  scsi 0:0 dsk\n}\n");
  await until(({ problem, isOld }) => isOld && problem!.startsWith("Line 2: "));
  expect((await ask(withToken("/picture?disk=0"))).body).toContain("This picture is out of date.");
  rmSync(file);
  await until(({ problem, isOld }) => isOld && problem!.includes("does not exist"));
  writeFileSync(file, layout.replace("scsi 0:0", "scsi 0:5"));
  await until(({ problem, disks }) => problem === null && disks[0] === "<b>web scsi 0:5");
  expect((await ask(withToken("/picture?disk=0"))).body).toContain("What has changed, A: before the last save");
}, 30_000);

test("misuse is reported in one line", () => {
  for (const [args, message] of [
    [["b.hvvm", "--port", address.port], `Port ${address.port} is in use.`],
    [["b.hvvm", "--port", "70000"], "The port must be 65535 or less."],
    [["none.hvvm"], '"none.hvvm" does not exist.'],
    [["-"], "Name a file; standard input cannot be followed."],
  ] as const)
    expect(hvvm(["serve", ...args], { cwd })).toEqual({ exitCode: 2, out: "", err: `hvvm: ${message}\n` });
});
