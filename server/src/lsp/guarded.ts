/** Keeps one failing request from being more than a missing answer. */

/** Calls `answer`; if it throws, logs the error with the request's name and returns `empty`. */
export async function guarded<T>(
  log: { error(message: string): void },
  request: string,
  empty: T,
  answer: () => T | Promise<T>,
): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    log.error(`${request} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return empty;
  }
}
