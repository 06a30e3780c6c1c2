import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A cheap phone against this machine. */
const SLOWER = 6;
const SLOW_CPU = fileURLToPath(new URL('./slow-cpu.ts', import.meta.url));

/** Gives a browser and all its processes a sixth of the processor, until the answer is called. */
export function slowDown(pid: number): () => void {
	const child = spawn(process.execPath, [SLOW_CPU, String(SLOWER), String(pid)], { stdio: 'ignore' });
	return () => void child.kill('SIGTERM');
}
