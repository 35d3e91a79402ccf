/** Reads files through the client, for a server without a disk: whatever the configuration of a document needs is requested before the first answer about it. */
import { configurationFile } from "../core/rules/configuration.ts";
import type { FileText } from "../protocol.ts";
import type { ConfigurationText } from "./configurations.ts";
import type { ServerFiles } from "./start-server.ts";

interface Known {
  readonly files: Map<string, FileText | null>;
  /** By folder of documents; `undefined` once everything has arrived. */
  readonly loads: Map<string, Promise<void> | undefined>;
}

/** `ask` returns `null` for a missing file, and for a client that does not support the request. */
export function filesOfClient(ask: (uri: string) => Promise<FileText | null>): ServerFiles {
  let known: Known = { files: new Map(), loads: new Map() };
  const find = (documentUri: string) => nearest(known.files, documentUri);
  const load: ServerFiles["load"] = (documentUri, costsOf) => {
    const folder = documentUri.slice(0, documentUri.lastIndexOf("/") + 1);
    const { files, loads } = known;
    const fetch = async (uri: string) => {
      if (!files.has(uri)) files.set(uri, await ask(uri).catch(() => null));
    };
    const fetchAll = async () => {
      await Promise.all(configurationsAbove(documentUri).map(fetch));
      const found = nearest(files, documentUri);
      const costs = found && costsOf(found);
      if (costs !== undefined) await fetch(costs);
      loads.set(folder, undefined);
      if (files !== known.files) await load?.(documentUri, costsOf); // Something has changed in the meantime.
    };
    if (!loads.has(folder)) loads.set(folder, fetchAll());
    return loads.get(folder);
  };
  return {
    find,
    read: (uri) => known.files.get(uri)?.text ?? undefined,
    layoutsBelow: () => [],
    load,
    forget() {
      known = { files: new Map(), loads: new Map() };
    },
  };
}

function nearest(files: Known["files"], documentUri: string): ConfigurationText | undefined {
  for (const uri of configurationsAbove(documentUri)) {
    const file = files.get(uri);
    if (file) return { uri, text: file.text ?? undefined };
  }
  return undefined;
}

/** The places where the configuration of a document may be, nearest first; empty for a document that is in no folder. */
function configurationsAbove(documentUri: string): readonly string[] {
  const [root] = /^[^:/?#]+:\/\/[^/]*\//.exec(documentUri) ?? [];
  const uris: string[] = [];
  if (root === undefined) return uris;
  for (let end = documentUri.lastIndexOf("/"); end >= root.length - 1; end = documentUri.lastIndexOf("/", end - 1))
    uris.push(documentUri.slice(0, end + 1) + configurationFile);
  return uris;
}
