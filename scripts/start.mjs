// `npm start`: builds when the sources are newer than the build, then serves with the embedded default.
import { buildIfNeeded } from './build.mjs';

await buildIfNeeded();
await import('./serve.mjs');
