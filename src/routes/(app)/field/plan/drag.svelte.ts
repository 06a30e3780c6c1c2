/** Dragging an item of a list by its handle, with a finger or a mouse. Keyboards have buttons beside it. */
export interface Drag {
	/** The item that is held; null: none is. */
	readonly key: string | null;
	/** How far it is from its place, pixels. */
	readonly by: number;
	readonly begin: (key: string) => (event: PointerEvent) => void;
}

/** `onmove(key, to)`: it was let go where the item at `to` is. */
export function dragged(onmove: (key: string, to: number) => void): Drag {
	let key = $state<string | null>(null);
	let by = $state(0);

	const begin = (name: string) => (event: PointerEvent) => {
		const handle = event.currentTarget as HTMLElement;
		const item = handle.closest('li');
		const items = [...(item?.parentElement?.children ?? [])];
		if (!item || event.button !== 0) return;
		event.preventDefault();
		handle.setPointerCapture(event.pointerId);
		const over = new AbortController();
		const from = event.clientY + scrollY;
		const middles = items.map((other) => {
			const { top, height } = other.getBoundingClientRect();
			return top + scrollY + height / 2;
		});
		const at = items.indexOf(item);
		const half = item.getBoundingClientRect().height / 2;
		key = name;
		by = 0;
		const move = ({ clientY }: PointerEvent) => {
			by = clientY + scrollY - from;
			// A long day is longer than the screen
			const edge = 72;
			if (clientY < edge) scrollBy(0, -12);
			else if (clientY > innerHeight - edge) scrollBy(0, 12);
		};
		const end = (isMeant: boolean) => {
			over.abort();
			// Its edge in front: past the middle of another it takes that one's place.
			const edge = (middles[at] ?? 0) + by + (by < 0 ? -half : half);
			const to = middles.filter((other, i) => i !== at && other < edge).length;
			key = null;
			if (isMeant && to !== at) onmove(name, to);
		};
		const { signal } = over;
		handle.addEventListener('pointermove', move, { signal });
		handle.addEventListener('pointerup', () => end(true), { signal });
		handle.addEventListener('pointercancel', () => end(false), { signal });
	};

	return {
		begin,
		get key() {
			return key;
		},
		get by() {
			return by;
		},
	};
}
