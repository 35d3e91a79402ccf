/** The text after a snippet has been accepted without filling in anything. */
export function expandSnippet(text: string): string {
  const defaults = new Map<string, string>();
  const unescaped = (part: string) => part.replace(/\\([\\$}|,])/g, "$1");
  const withDefaults = text
    .replace(/\$\{(\d+)\|((?:[^,|\\]|\\.)*)(?:[^|\\]|\\.)*\|\}/g, (_, number: string, first: string) => {
      defaults.set(number, unescaped(first));
      return first;
    })
    .replace(/\$\{(\d+):((?:[^}\\]|\\.)*)\}/g, (_, number: string, value: string) => {
      defaults.set(number, unescaped(value));
      return value;
    });
  return unescaped(withDefaults.replace(/\$\{?(\d+)\}?/g, (_, number: string) => defaults.get(number) ?? ""));
}
