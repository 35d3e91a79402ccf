/** Third-party notices: the licence text of every package of which a part is in a bundle. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The text of the notices for the bundles that `metafiles` describe (esbuild's form), packages sorted by name. Throws if a
 * package has no licence text.
 */
export function thirdPartyNotices(metafiles) {
  const folders = new Set(metafiles.flatMap(packageFolders));
  const notices = [...folders].map(notice).sort();
  return `hvvm contains parts of these packages.\n\n${notices.join("\n")}`;
}

/** The folders of the packages that gave a bundle at least one byte. */
function packageFolders({ outputs }) {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .flatMap(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) =>
    /^(?:licen[cs]e|copying|thirdpartynotices)(?:\.(?:txt|md))?$/i.test(entry),
  );
  if (!file) throw new Error(`The package ${name} has no licence text.`);
  const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  return `${"=".repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}
