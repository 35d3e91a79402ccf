/** Detects bytes that cannot be a message; the framework would wait forever for the rest of such a message. */

/** Bytes of one header; those of the protocol have some fifty. */
const maxHeaderBytes = 4096;
/** Bytes of one message. */
const maxContentBytes = 256 * 2 ** 20;

/**
 * Follows a stream of messages, each consisting of a header with `Content-Length`, an empty line and the content. The
 * returned function takes the stream's bytes in order, and returns what is wrong with them in a sentence, once; it must
 * not be called after that.
 */
export function frameCheck(): (bytes: Uint8Array) => string | undefined {
  let header = "";
  let contentLeft = 0;
  return (bytes) => {
    let at = 0;
    while (at < bytes.length) {
      if (contentLeft > 0) {
        const skipped = Math.min(contentLeft, bytes.length - at);
        contentLeft -= skipped;
        at += skipped;
        continue;
      }
      header += String.fromCharCode(bytes[at++]!);
      if (header.length > maxHeaderBytes) return `The header of a message has more than ${maxHeaderBytes} bytes.`;
      if (!header.endsWith("\r\n\r\n")) continue;
      const length = contentLength(header);
      if (length === undefined) return "The header of a message has no valid Content-Length.";
      if (length > maxContentBytes) return `A message has more than ${maxContentBytes / 2 ** 20} MB.`;
      contentLeft = length;
      header = "";
    }
    return undefined;
  };
}

/** In bytes; `undefined` if a line is not a header field, or the length is missing or not a number. */
function contentLength(header: string): number | undefined {
  const lines = header.slice(0, -4).split("\r\n");
  if (!lines.every((line) => line.includes(":"))) return undefined;
  const [, digits] = lines.map((line) => /^content-length:\s*(\d+)\s*$/i.exec(line)).find(Boolean) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
