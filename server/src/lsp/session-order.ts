/**
 * Enforces the order of a session, which the protocol prescribes and the framework leaves to the server: no request
 * before `initialize`, only one `initialize`, and nothing but `exit` after `shutdown`.
 */
import {
  type Connection,
  type ConnectionOptions,
  ErrorCodes,
  type Message,
  type RequestMessage,
  RequestType,
  ResponseError,
} from "vscode-languageserver";

/** Replaces a request that is out of order, and carries the error that answers it. */
const refusedRequest = new RequestType<{ readonly code: number; readonly message: string }, null, void>("hvvm/refused");

/** Options for the connection of one session. `answerRefusedRequests` answers the requests that they refuse. */
export function sessionOrder(): ConnectionOptions {
  let phase: "new" | "running" | "ended" = "new";
  const refuse = (request: RequestMessage, code: number, message: string): RequestMessage => ({
    ...request,
    method: refusedRequest.method,
    params: { code, message },
  });
  /** The message to be handled; `undefined` for a notification that is ignored. */
  const inOrder = (message: Message): Message | undefined => {
    if (!isCall(message)) return message;
    const { method } = message;
    if (!("id" in message)) return phase === "running" || method === "exit" ? message : undefined;
    const request = message as RequestMessage;
    if (phase === "ended") return refuse(request, ErrorCodes.InvalidRequest, "Already shut down.");
    if (method === "shutdown") {
      phase = "ended"; // Even before `initialize`: a client may change its mind.
      return message;
    }
    if (method === "initialize") {
      if (phase === "running") return refuse(request, ErrorCodes.InvalidRequest, "Already initialized.");
      phase = "running";
      return message;
    }
    if (phase === "new") return refuse(request, ErrorCodes.ServerNotInitialized, "Not initialized yet.");
    return message;
  };
  return {
    messageStrategy: {
      handleMessage(message, next) {
        const handled = inOrder(message);
        return handled && next(handled);
      },
    },
  };
}

/** To be called once, while the handlers of a connection with `sessionOrder` are registered. */
export function answerRefusedRequests(connection: Connection): void {
  connection.onRequest(refusedRequest, ({ code, message }) => new ResponseError(code, message));
}

/** A request or a notification. */
function isCall(message: Message): message is Message & { readonly method: string } {
  return typeof (message as { method?: unknown }).method === "string";
}
