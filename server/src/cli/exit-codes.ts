/** How a run of the command line ends. */
export const exitCodes = {
  /** Nothing at error severity. */
  ok: 0,
  /** Errors found, too many warnings, or a file that is not as it should be. */
  found: 1,
  /** UsageError, an unreadable file, an unknown command. */
  misuse: 2,
} as const;

/** The call itself is wrong; its message is one line. */
export class UsageError extends Error {}
