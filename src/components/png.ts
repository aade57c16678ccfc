/** Pixels of the image for one of the picture. */
const SCALE = 2;

/** What browsers draw at most: pixels of a side, and of all of it. */
const MOST = { side: 16_000, area: 120_000_000 } as const;

/**
 * Draws an SVG document as a PNG image, twice as large as the picture where that is not too large, on a ground of its own.
 * @throws a sentence on why it cannot be
 */
export async function pngOf(svg: string, ground: string): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const { naturalWidth, naturalHeight } = image;
    const scale = scaleOf(naturalWidth, naturalHeight);
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.floor(naturalWidth * scale));
    canvas.height = Math.max(1, Math.floor(naturalHeight * scale));
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.fillStyle = ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (png === null) throw new Error('no image');
    return png;
  } catch {
    throw new Error('The browser could not draw the picture as PNG.');
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** How much larger than the picture an image can be, up to twice. */
export function scaleOf(width: number, height: number): number {
  return Math.min(SCALE, MOST.side / Math.max(width, height), Math.sqrt(MOST.area / Math.max(1, width * height)));
}
