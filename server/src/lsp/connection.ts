/**
 * One client's connection: requests and notifications by name, as `methods.ts` types them, and the order of a session:
 * nothing before `initialize`, nothing but `exit` after `shutdown`. Messages and cancellation are vscode-jsonrpc's matter.
 */
import {
  type CancellationToken,
  createMessageConnection,
  ErrorCodes,
  type MessageReader,
  type MessageWriter,
  ParameterStructures,
  RequestType,
  RequestType0,
  ResponseError,
} from "vscode-jsonrpc";
import type { InitializeParams, InitializeResult } from "vscode-languageserver-protocol";
import type { Notifications, Registrations, Requests } from "./methods.ts";
import { MessageType } from "./protocol-numbers.ts";

export type Params<Method extends keyof Requests> = Requests[Method]["params"];
type Result<Method extends keyof Requests> = Requests[Method]["result"];
/** `undefined` is sent as `null`. */
export type Answer<Method extends keyof Requests> = Result<Method> | ResponseError<never> | ForNull<Result<Method>>;
type ForNull<T> = null extends T ? undefined : never;

export interface Connection {
  onInitialize(handler: (params: InitializeParams) => InitializeResult): void;
  onShutdown(handler: () => void): void;
  onRequest<Method extends keyof Requests>(
    method: Method,
    handler: (params: Params<Method>, token: CancellationToken) => Answer<Method> | Promise<Answer<Method>>,
  ): void;
  onNotification<Method extends keyof Notifications>(
    method: Method,
    handler: (params: Notifications[Method]) => void | Promise<void>,
  ): void;
  /** Rejects with the client's refusal. */
  sendRequest<Method extends keyof Requests>(
    method: Method,
    ...params: Params<Method> extends undefined ? [] : [Params<Method>]
  ): Promise<Result<Method>>;
  /** Asks the client to send what these methods name; `purpose` tells several of one method apart. Rejects with its refusal. */
  register(wanted: Partial<Registrations>, purpose?: string): Promise<void>;
  sendNotification<Method extends keyof Notifications>(method: Method, params: Notifications[Method]): void;
  /** Writes to the client's log. */
  readonly log: Log;
  /** To be called once, when the handlers are there. */
  listen(): void;
}

export interface Log {
  error(message: string): void;
  warn(message: string): void;
}

/** What a session asks of the process or worker that it runs in. */
export interface Host {
  exit(code: number): void;
  /** Calls `gone` when the process of the client is. */
  followClient(processId: number, gone: () => void): void;
}

export function connect(reader: MessageReader, writer: MessageWriter, host: Host): Connection {
  let phase: "new" | "running" | "ended" = "new";
  const write = (type: MessageType) => (message: string) => sendNotification("window/logMessage", { type, message });
  const log = {
    error: write(MessageType.Error),
    warn: write(MessageType.Warning),
    info: write(MessageType.Info),
    log: write(MessageType.Log),
  };
  const messages = createMessageConnection(reader, writer, log);
  const sendNotification: Connection["sendNotification"] = (method, params) => {
    messages.sendNotification(method, params).catch(() => {}); // The client is gone, and `onClose` ends the server.
  };
  const exit = () => host.exit(phase === "ended" ? 0 : 1);
  messages.onNotification("exit", exit);
  messages.onClose(exit);
  return {
    log,
    onInitialize(handler) {
      messages.onRequest(requestType("initialize"), (params) => {
        if (phase !== "new") return new ResponseError(ErrorCodes.InvalidRequest, "Already initialized.");
        const result = handler(params);
        phase = "running";
        if (typeof params.processId === "number") host.followClient(params.processId, exit);
        return result;
      });
    },
    onShutdown(handler) {
      // A client may think better of it before `initialize`, too.
      messages.onRequest(new RequestType0("shutdown"), () => {
        phase = "ended";
        handler();
      });
    },
    onRequest(method, handler) {
      messages.onRequest(requestType(method), (params, token) => refusalIn(phase) ?? handler(params, token));
    },
    onNotification(method, handler) {
      messages.onNotification(method, (params) => {
        if (phase === "running") return handler(params);
      });
    },
    sendRequest: (method, ...params) => messages.sendRequest(method, ...params),
    register: (wanted, purpose = "") => {
      const registrations = Object.entries(wanted).map(([method, registerOptions]) => ({
        id: `${method}${purpose}`,
        method,
        registerOptions,
      }));
      return messages.sendRequest("client/registerCapability", { registrations });
    },
    sendNotification,
    listen: () => messages.listen(),
  };
}

/** Refuses parameters that are not an object. */
function requestType<Method extends keyof Requests>(method: Method): RequestType<Params<Method>, unknown, never> {
  return new RequestType(method, ParameterStructures.byName);
}

function refusalIn(phase: "new" | "running" | "ended"): ResponseError<never> | undefined {
  if (phase === "new") return new ResponseError(ErrorCodes.ServerNotInitialized, "Not initialized yet.");
  if (phase === "ended") return new ResponseError(ErrorCodes.InvalidRequest, "Already shut down.");
  return undefined;
}
