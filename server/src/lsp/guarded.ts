/** Keeps one failing request from being more than a missing answer, and failing checks from looking like none. */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";

interface Log {
  error(message: string): void;
}

/** Calls `answer`; if it throws, logs the error with the request's name and returns `empty`. */
export async function guarded<T>(log: Log, request: string, empty: T, answer: () => T | Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    log.error(`${request} failed: ${describe(error)}`);
    return empty;
  }
}

/** Calls `check`; if it throws, logs the error with the file's URI and returns a diagnostic that says so. */
export function guardedChecks(log: Log, uri: string, check: () => Diagnostic[]): Diagnostic[] {
  try {
    return check();
  } catch (error) {
    log.error(`The checks of ${uri} failed: ${describe(error)}`);
    const start = { line: 0, character: 0 };
    const message = `The checks of this file failed, so nothing is known of it: ${error instanceof Error ? error.message : String(error)}. This is a fault of hvvm; its log has the details.`;
    return [{ range: { start, end: start }, message, severity: DiagnosticSeverity.Error, source: "hvvm" }];
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
