import { DeviceStorage, type KeyValueStore } from '../../src/session/storage.ts';

/** A device that pages keep texts on, and hear of what the others change there, as in a browser. */
export class FakeDevice {
  readonly texts = new Map<string, string>();
  /** What the device answers when it is to keep something; null while it keeps it. */
  refusal: Error | null = null;
  readonly #pages = new Set<DeviceStorage>();

  /** The storage as another page has it. */
  page(): DeviceStorage {
    const page = new DeviceStorage(() => store);
    this.#pages.add(page);
    const { texts } = this;
    const change = (key: string, write: () => void): void => {
      const before = texts.get(key);
      write();
      if (texts.get(key) === before) return;
      for (const other of this.#pages) if (other !== page) other.heard(key);
    };
    const store: KeyValueStore = {
      getItem: (key) => texts.get(key) ?? null,
      setItem: (key, text) => {
        if (this.refusal !== null) throw this.refusal;
        change(key, () => texts.set(key, text));
      },
      removeItem: (key) => change(key, () => texts.delete(key)),
      key: (i) => [...texts.keys()][i] ?? null,
      get length() {
        return texts.size;
      },
    };
    return page;
  }
}
