import { pages } from "../hyper-v-limits.ts";
import { releasesNewestFirst } from "../releases.ts";
import type { StatementSpec } from "../spec.ts";

export const platform: StatementSpec = {
  keyword: "platform",
  places: ["file", "host", "cluster"],
  doc: "The Hyper-V release whose limits apply. A VM takes its host's, else its cluster's, else the file's.",
  forms: [
    {
      sequence: [
        { name: "release", type: { kind: "keyword", words: releasesNewestFirst }, doc: "The release of Hyper-V." },
      ],
      options: [],
      doc: "The release of Hyper-V.",
    },
  ],
  json: { shape: "value", property: "platform" },
  once: "platform",
  link: pages.limits,
};
