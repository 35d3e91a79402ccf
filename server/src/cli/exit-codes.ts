/** The exit codes of the command line. */
export const exitCodes = {
  /** No finding with error severity. */
  ok: 0,
  /** Errors found, too many warnings, or a file that is not as expected. */
  found: 1,
  /** A UsageError, an unreadable file, or an unknown command. */
  misuse: 2,
} as const;

/** The command line itself is wrong; the message is one line. */
export class UsageError extends Error {}
