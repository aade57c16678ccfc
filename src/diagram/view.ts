/** Where the picture is: its top left corner in the frame, in pixels, and its scale. */
export interface View {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

export const SCALES = { least: 0.02, most: 4 } as const;

/** Free room around a fitted picture, in pixels. */
const MARGIN = 16;

/** The whole picture in the middle of the room, never larger than its natural size. */
export function fit(picture: Size, room: Size): View {
  const scale = limit(
    Math.min((room.width - 2 * MARGIN) / picture.width, (room.height - 2 * MARGIN) / picture.height, 1),
    SCALES.least,
    SCALES.most,
  );
  return { x: (room.width - picture.width * scale) / 2, y: (room.height - picture.height * scale) / 2, scale };
}

/** Zooms while the point under (x, y) of the frame stays where it is. */
export function zoomAt(view: View, factor: number, x: number, y: number): View {
  const scale = limit(view.scale * factor, SCALES.least, SCALES.most);
  const ratio = scale / view.scale;
  return { x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio, scale };
}

/** Keeps some part of the picture under the middle of the room, so that it cannot be lost. */
export function keepInRoom(view: View, picture: Size, room: Size): View {
  const middle = { x: room.width / 2, y: room.height / 2 };
  return {
    x: limit(view.x, middle.x - picture.width * view.scale, middle.x),
    y: limit(view.y, middle.y - picture.height * view.scale, middle.y),
    scale: view.scale,
  };
}

/** The view of a new picture in which a point that both pictures share stays where it was. */
export function follow(view: View, before: { x: number; y: number }, after: { x: number; y: number }): View {
  return { x: view.x + (before.x - after.x) * view.scale, y: view.y + (before.y - after.y) * view.scale, scale: view.scale };
}

function limit(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
