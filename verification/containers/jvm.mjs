// A Java process, seen from outside by its JDK's own jcmd.
import { execFileSync } from 'node:child_process';

export class Jvm {
  constructor(pid) {
    this.pid = pid;
  }

  #ask(...command) {
    return execFileSync('jcmd', [this.pid, ...command], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  }

  /** What lives after a full collection: how many instances of each class, and the bytes of all. */
  live() {
    this.#ask('GC.run');
    const instances = new Map();
    let bytes = 0;
    for (const line of this.#ask('GC.class_histogram').split('\n')) {
      const [, count, size, name] = /^\s*\d+:\s+(\d+)\s+(\d+)\s+(\S+)/.exec(line) ?? [];
      if (name !== undefined) {
        instances.set(name, (instances.get(name) ?? 0) + Number(count));
        bytes += Number(size);
      }
    }
    return { count: name => instances.get(name) ?? 0, bytes };
  }

  /** Writes what lives to a file, to be looked into. */
  dump(file) {
    this.#ask('GC.heap_dump', '-overwrite', file);
  }

  /** The names of the threads. */
  threads() {
    return [...this.#ask('Thread.print').matchAll(/^"([^"]*)"/gm)].map(([, name]) => name);
  }
}
