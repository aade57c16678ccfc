import { readFileSync, writeFileSync } from 'node:fs';
import inspector from 'node:inspector/promises';
import { startRunningEngine } from './engine/running-engine.ts';
const engine = await startRunningEngine();
await engine.run(readFileSync('tests/bench/trace.py', 'utf8'));
let run = 1;
const s = new inspector.Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.setSamplingInterval', { interval: 200 });
const self = new Map<string, number>(); let total = 0;
for (let i = 0; i < 8; i++) {
  await engine.api.evaluate({ run: ++run, source: 'prepare()', trace: false });
  if (i > 1) await s.post('Profiler.start');
  await engine.api.evaluate({ run: ++run, source: 'job()', trace: process.argv[2] === 'on' });
  if (i > 1) {
    const { profile } = await s.post('Profiler.stop');
    const byId = new Map(profile.nodes.map((n) => [n.id, n]));
    profile.samples!.forEach((id, k) => { const n = byId.get(id)!; const d = profile.timeDeltas![k]! / 1000; const f = n.callFrame; const key = f.functionName + ' ' + f.url.split('/').slice(-2).join('/') + ':' + f.lineNumber; self.set(key, (self.get(key) ?? 0) + d); total += d; });
  }
}
console.log('total per run', total / 6);
const rows = [...self].sort((a, b) => b[1] - a[1]);
const js = rows.filter(([k]) => !k.includes('wasm'));
console.log(js.slice(0, 40).map(([k, v]) => (v / 6).toFixed(2).padStart(8) + ' ' + k).join('\n'));
process.exit(0);
