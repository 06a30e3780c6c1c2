/** The phone's clock as a rune, ms UTC: read anew every `every` ms while a component shows it. */
export function clock(every = 30_000): { readonly now: number } {
	let now = $state(Date.now());
	$effect(() => {
		const timer = setInterval(() => (now = Date.now()), every);
		return () => clearInterval(timer);
	});
	return {
		get now() {
			return now;
		},
	};
}
