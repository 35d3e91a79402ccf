/** Draws an SVG file as PNG, through a canvas that is never part of the page. */

/** Pixels of the image per pixel of the drawing. */
const scale = 2;

/** The bytes of the PNG in base64. Rejects if the browser cannot draw it. */
export async function pngOf(svg: string): Promise<string> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("There is no canvas to draw on.");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const [, content] = canvas.toDataURL("image/png").split(",");
    if (!content) throw new Error("The drawing is too large for an image.");
    return content;
  } finally {
    URL.revokeObjectURL(address);
  }
}
