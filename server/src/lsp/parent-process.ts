/** Whether the process that the server works for is there. For Node only. */

const intervalMs = 3000;

/** Calls `gone` once the process has ended. Keeps no process alive that has nothing else to do. */
export function followProcess(id: number, gone: () => void): void {
  setInterval(() => {
    if (!isRunning(id)) gone();
  }, intervalMs).unref();
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0); // Sends nothing.
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH"; // Another user's process is there, too.
  }
}
