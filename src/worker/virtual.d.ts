/** What the build knows about the files that the fenced frames need; made by src/build/fence-plugin.ts. */
declare module 'virtual:junction-assets' {
  /** A file to be fetched, checked and handed to a frame. */
  export interface FenceFile extends SentFile {
    /** The same in gzip, for hosts that do not compress by themselves; null where it would not be smaller. */
    packed: SentFile | null;
  }

  export interface SentFile {
    /** Absolute address, worked out from the address of the script that imports this: any sub-folder, any host. */
    url: string;
    /** SHA-256 of the file, in base64. */
    sha256: string;
    /** Bytes of the file. */
    size: number;
  }

  /** Addresses of the frames' pages. */
  export const frames: { engine: string; diagram: string };

  /** The diagram's program (one classic script), and what SQLite and Python start from. */
  export const files: {
    diagramFrame: FenceFile;
    sqlWasm: FenceFile;
    pyodideWasm: FenceFile;
    stdlib: FenceFile;
    packages: FenceFile;
    /** The memory image; null in a build without one, which starts Python the plain way. */
    image: FenceFile | null;
  };

  /** Pyodide's lock file without its list of packages. */
  export const lock: string;
}
