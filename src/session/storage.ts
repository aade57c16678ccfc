/** The part of the browser's `Storage` that is needed here. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Where a text went: on the device; or only in memory, because the device is full or refuses. */
export type Kept = 'device' | 'full' | 'refused';

/** Told of each change; `key` is null when everything may have changed. Whoever needs the text reads it. */
export type StorageListener = (change: { readonly key: string | null; readonly elsewhere: boolean }) => void;

/**
 * The browser's storage, which may refuse at any call: in a sandboxed frame, in private windows, when
 * it is full. What it refuses is kept in memory until the page is closed.
 */
export class DeviceStorage {
  readonly #memory = new Map<string, string>();
  readonly #listeners = new Set<StorageListener>();

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

  set(key: string, text: string): Kept {
    const kept = this.#write(key, text);
    if (kept === 'device') this.#memory.delete(key);
    else this.#memory.set(key, text);
    this.#tell({ key, elsewhere: false });
    return kept;
  }

  remove(key: string): void {
    this.#memory.delete(key);
    try {
      this.open().removeItem(key);
    } catch {
      // Nothing is stored where nothing can be removed.
    }
    this.#tell({ key, elsewhere: false });
  }

  /** Keys that begin so, on the device and in memory, in order. */
  keys(prefix: string): readonly string[] {
    const found = new Set(this.#memory.keys());
    try {
      const store = this.open();
      for (let i = 0; i < store.length; i += 1) found.add(store.key(i) ?? '');
    } catch {
      // What is in memory is all there is.
    }
    return [...found].filter((key) => key.startsWith(prefix)).sort();
  }

  /** Keeps a copy of a text that cannot be read before something else takes its place. */
  putAside(key: string): void {
    const text = this.get(key);
    if (text !== null) this.set(`junction:aside:${Date.now()}:${key}`, text);
  }

  /** Whether texts go to the device. */
  get works(): boolean {
    const key = 'junction:probe';
    if (this.#write(key, '1') !== 'device') return false;
    this.open().removeItem(key);
    return true;
  }

  /** Calls `listener` after each change, made here or in another tab; returns the way to stop it. */
  watch(listener: StorageListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another tab has changed a text; null: all were cleared. */
  heard(key: string | null): void {
    this.#tell({ key, elsewhere: true });
  }

  #write(key: string, text: string): Kept {
    try {
      this.open().setItem(key, text);
      return 'device';
    } catch (error) {
      return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'refused';
    }
  }

  #tell(change: Parameters<StorageListener>[0]): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
