/** Longest side of what is sent: the largest size kept is 1200 wide and up to 2400 high. */
const longestSide = 2_400;
/** Smaller files in a format every server reads go as they are. */
const smallBytes = 600_000;
const plainTypes = ["image/jpeg", "image/png", "image/webp"];
const quality = 0.86;

/**
 * A photo as it is worth sending: upright, at most 2400 pixels long, as JPEG, and so without place or camera. This also turns HEIC into
 * JPEG where the browser can read it. What the browser cannot read is sent as it is; the server judges it.
 */
export async function shrinkPhoto(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    try {
      const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
      if (scale === 1 && file.size <= smallBytes && plainTypes.includes(file.type)) return file;
      return (await drawn(picture, scale)) ?? file;
    } finally {
      picture.close();
    }
  } catch {
    return file;
  }
}

async function drawn(picture: ImageBitmap, scale: number): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (!context) return null;
  // JPEG knows no transparency; what is see-through becomes white rather than black.
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}
