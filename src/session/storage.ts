/** The part of the browser's `Storage` that is needed here. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The browser's storage, which may refuse at any call: in a sandboxed frame, in private windows, when
 * it is full. What it refuses is kept in memory until the page is closed.
 */
export class DeviceStorage {
  readonly #memory = new Map<string, string>();

  /** @param open gives the store; it may throw. Asked at each call, because permission can come and go. */
  constructor(private readonly open: () => KeyValueStore) {}

  get(key: string): string | null {
    const held = this.#memory.get(key);
    if (held !== undefined) return held;
    try {
      return this.open().getItem(key);
    } catch {
      return null;
    }
  }

  /** True when the text is on the device; false when it is only in memory. */
  set(key: string, text: string): boolean {
    try {
      this.open().setItem(key, text);
      this.#memory.delete(key);
      return true;
    } catch {
      this.#memory.set(key, text);
      return false;
    }
  }

  remove(key: string): void {
    this.#memory.delete(key);
    try {
      this.open().removeItem(key);
    } catch {
      // Nothing is stored where nothing can be removed.
    }
  }
}
