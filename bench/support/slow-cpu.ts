// Run as a process: node slow-cpu.ts RATE GROUP. Stops and continues a whole process group in a duty cycle, workers
// included, which the browser's own throttling leaves alone. Ends with the group, or by SIGTERM, leaving it running.
const [rate, group] = process.argv.slice(2).map(Number) as [number, number];
/** Milliseconds of running in each turn. */
const RUN = 6;

function send(signal: NodeJS.Signals): void {
	try {
		process.kill(-group, signal);
	} catch {
		process.exit(0);
	}
}
process.on('SIGTERM', () => {
	send('SIGCONT');
	process.exit(0);
});
function turn(): void {
	send('SIGSTOP');
	setTimeout(
		() => {
			send('SIGCONT');
			setTimeout(turn, RUN);
		},
		RUN * (rate - 1),
	);
}
setTimeout(turn, RUN);
