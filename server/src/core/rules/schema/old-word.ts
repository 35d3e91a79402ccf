import { withNested } from "../../model/bound.ts";
import { replaceValue } from "../../model/problem.ts";
import { defineRule } from "../rule.ts";

/** `sparse` and `delta` are the old words for `dynamic` and `differencing`. */
export const oldWord = defineRule({
  code: "old-word",
  severity: "hint",
  why: "The first texts on Hyper-V called a dynamic disk sparse and a differencing disk delta. Today's tools and pages use only the new words, and sparse has come to mean a kind of NTFS file that Hyper-V refuses.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" sparse boot
                                      ^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" dynamic boot
}`,
  scope: "statements",
  check({ bound }, report) {
    for (const { isBroken, words, fields } of withNested(bound.statements)) {
      // A physical disk cannot have a type, which another rule reports.
      if (isBroken || words.has("physical")) continue;
      for (const field of fields.values()) {
        if (field.oldWord === undefined) continue;
        const message = `"${field.oldWord}" is the old word for "${field.value}". Write "${field.value}".`;
        report({
          at: field.range,
          message,
          fixes: [replaceValue(`Change to "${field.value}"`, field.range, String(field.value))],
        });
      }
    }
  },
});
