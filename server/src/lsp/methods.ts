/**
 * The requests and notifications that go over a connection, by name, each with the types of what it carries: those of
 * the protocol as its package defines them, read by the compiler alone, and those that the project adds.
 */
import type * as lsp from "vscode-languageserver-protocol";
import type {
  ChangeEditParams,
  ChangeEditResult,
  changeEditRequest,
  FileText,
  LayoutStatus,
  layoutStatusRequest,
  ReadFileParams,
  readFileRequest,
  refreshSimulationNotification,
  SimulateParams,
  SimulateResult,
  simulateRequest,
} from "../protocol.ts";

type Protocol = typeof lsp;

interface Request<Params, Result> {
  readonly params: Params;
  readonly result: Result;
}

type RequestOf<Type> =
  Type extends lsp.ProtocolRequestType<infer Params, infer Result, infer _, infer _, infer _>
    ? Request<Params, Result>
    : Type extends lsp.ProtocolRequestType0<infer Result, infer _, infer _, infer _>
      ? Request<undefined, Result>
      : never;

type ParamsOf<Type> =
  Type extends lsp.ProtocolNotificationType<infer Params, infer _>
    ? Params
    : Type extends lsp.ProtocolNotificationType0<infer _>
      ? undefined
      : never;

/** The name of a method that the protocol's package defines with a type of this kind. */
type NameOf<Definition, Kind> = Definition extends { readonly method: infer Name extends string; readonly type: Kind }
  ? Name
  : never;
type TypeOf<Definition> = Definition extends { readonly type: infer Type } ? Type : never;

// biome-ignore-start lint/suspicious/noExplicitAny: whatever the method carries.
type AnyRequest = lsp.ProtocolRequestType<any, any, any, any, any> | lsp.ProtocolRequestType0<any, any, any, any>;
type AnyNotification = lsp.ProtocolNotificationType<any, any> | lsp.ProtocolNotificationType0<any>;
// biome-ignore-end lint/suspicious/noExplicitAny: as above.

type OptionsOf<Type> = Type extends lsp.RegistrationType<infer Options> ? Options : never;

export type Requests = {
  readonly [Key in keyof Protocol as NameOf<Protocol[Key], AnyRequest>]: RequestOf<TypeOf<Protocol[Key]>>;
} & {
  readonly [simulateRequest]: Request<SimulateParams, SimulateResult | null>;
  readonly [changeEditRequest]: Request<ChangeEditParams, ChangeEditResult | null>;
  readonly [layoutStatusRequest]: Request<lsp.DocumentDiagnosticParams, LayoutStatus | null>;
  readonly [readFileRequest]: Request<ReadFileParams, FileText | null>;
};

export type Notifications = {
  readonly [Key in keyof Protocol as NameOf<Protocol[Key], AnyNotification>]: ParamsOf<TypeOf<Protocol[Key]>>;
} & {
  readonly "$/progress": {
    readonly token: lsp.ProgressToken;
    readonly value: lsp.WorkDoneProgressBegin | lsp.WorkDoneProgressReport | lsp.WorkDoneProgressEnd;
  };
  readonly [refreshSimulationNotification]: Readonly<Record<string, never>>;
};

/** What a client may be asked to send, with the options of asking. */
export type Registrations = {
  readonly [Key in keyof Protocol as NameOf<Protocol[Key], AnyRequest | AnyNotification>]: OptionsOf<
    TypeOf<Protocol[Key]>
  >;
};
