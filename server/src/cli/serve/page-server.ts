/** The web server of `hvvm serve`: on 127.0.0.1 only, for those who have the token, and only for GET. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { UsageError } from "../exit-codes.ts";
import { pageHtml, pageScript, pageStyle } from "./page.ts";
import type { ServedLayout } from "./served-layout.ts";

/**
 * Returns the address to open, with its token. Throws a UsageError if the port is taken. The server runs until the
 * process ends.
 */
export function startPageServer(layout: ServedLayout, port: number): Promise<string> {
  const token = randomBytes(32).toString("hex");
  const listeners = new Set<ServerResponse>();
  const news = () => `data: ${JSON.stringify(layout.state)}\n\n`;
  const server = createServer((request, response) => {
    const { port: own } = server.address() as AddressInfo;
    const refuse = (status: number, text: string) => send(response, status, "text/plain", `${text}\n`);
    if (!URL.canParse(request.url ?? "", base)) return refuse(400, "The address is not valid.");
    const url = new URL(request.url ?? "", base);
    // Any other host name would be that of another site whose DNS resolves to this address.
    if (request.headers.host !== `127.0.0.1:${own}` && request.headers.host !== `localhost:${own}`)
      return refuse(403, "This server answers on 127.0.0.1 only.");
    if (!isSame(url.searchParams.get("token") ?? cookieOf(request, own), token))
      return refuse(403, "Open the address that hvvm serve printed, with its token.");
    if (request.method !== "GET") return refuse(405, "Only GET is answered.");
    switch (url.pathname) {
      case "/":
        // Cookies are shared by all ports of a host, so the name includes the port.
        response.setHeader("Set-Cookie", `hvvm-${own}=${token}; HttpOnly; SameSite=Strict; Path=/`);
        return send(response, 200, "text/html", pageHtml);
      case "/page.js":
        return send(response, 200, "text/javascript", pageScript);
      case "/page.css":
        return send(response, 200, "text/css", pageStyle);
      case "/picture": {
        const picture = layout.picture(Number(url.searchParams.get("disk") ?? 0));
        return picture === undefined
          ? refuse(404, "There is no such disk.")
          : send(response, 200, "text/html", picture, picturePolicy);
      }
      case "/events":
        response.writeHead(200, { ...headers, "Content-Type": "text/event-stream" });
        response.write(news());
        listeners.add(response);
        response.on("close", () => listeners.delete(response));
        return;
      default:
        return refuse(404, "There is no such page.");
    }
  });
  return new Promise((resolve, reject) => {
    server.on("error", ({ code, message }: NodeJS.ErrnoException) =>
      reject(
        new UsageError(
          code === "EADDRINUSE" ? `Port ${port} is in use.` : `Port ${port} cannot be used (${code ?? message}).`,
        ),
      ),
    );
    server.listen(port, "127.0.0.1", () => {
      layout.follow(() => {
        for (const listener of listeners) listener.write(news());
      });
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?token=${token}`);
    });
  });
}

const base = "http://127.0.0.1";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The picture's own policy names its only style sheet. */
const picturePolicy =
  "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const headers = {
  "Cache-Control": "no-store",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

function send(response: ServerResponse, status: number, type: string, body: string, contentPolicy = policy): void {
  response.writeHead(status, {
    ...headers,
    "Content-Security-Policy": contentPolicy,
    "Content-Type": `${type}; charset=utf-8`,
  });
  response.end(body);
}

function cookieOf({ headers: { cookie } }: IncomingMessage, port: number): string {
  const named = `hvvm-${port}=`;
  return (
    cookie
      ?.split("; ")
      .find((each) => each.startsWith(named))
      ?.slice(named.length) ?? ""
  );
}

/** Takes the same time wherever the texts differ. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
