import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenNobodyTypes } from './redeem.ts';

/** The page as far as the rule looks at it: what has the focus, what is open, and whether anybody sees it. */
class Page extends EventTarget {
	visibilityState: 'visible' | 'hidden' = 'visible';
	focus: 'INPUT' | 'TEXTAREA' | 'BUTTON' | null = null;
	isSheetOpen = false;
	/** What listens, for as long as it does. */
	listening = 0;
	get activeElement() {
		const { focus } = this;
		return focus && { matches: (what: string) => what.split(', ').includes(focus.toLowerCase()) };
	}
	querySelector(what: string) {
		expect(what).toBe('dialog[open]');
		return this.isSheetOpen ? {} : null;
	}
	override addEventListener(...[type, listener, options]: Parameters<EventTarget['addEventListener']>) {
		this.listening++;
		const { signal } = options as AddEventListenerOptions;
		signal?.addEventListener('abort', () => this.listening--);
		super.addEventListener(type, listener, options);
	}
}

let page: Page;
/** Whether the page may begin anew by now. */
let free: boolean;
function wait() {
	free = false;
	void whenNobodyTypes().then(() => (free = true));
}
const happens = async (what: string) => {
	page.dispatchEvent(new Event(what));
	await vi.runAllTimersAsync();
	return free;
};

beforeEach(() => {
	vi.useFakeTimers();
	page = new Page();
	vi.stubGlobal('document', page);
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('begins at once where nothing is under the hands: a button that has the focus is nothing', async () => {
	page.focus = 'BUTTON';
	wait();
	await vi.runAllTimersAsync();
	expect([free, page.listening]).toEqual([true, 0]);
});

test('waits while somebody types, and while one field is left for the next', async () => {
	page.focus = 'INPUT';
	wait();
	await vi.runAllTimersAsync();
	expect(free).toBe(false);
	// At the moment of leaving nothing has the focus; the next field has it one moment later.
	page.focus = null;
	page.dispatchEvent(new Event('focusout'));
	page.focus = 'TEXTAREA';
	await vi.runAllTimersAsync();
	expect(free).toBe(false);
	page.focus = null;
	expect(await happens('focusout')).toBe(true);
	expect(page.listening).toBe(0);
});

test('waits for an open sheet, whatever has the focus: a price stands on its pad until it is done', async () => {
	page.isSheetOpen = true;
	page.focus = 'BUTTON';
	wait();
	expect(await happens('focusout')).toBe(false);
	page.isSheetOpen = false;
	expect(await happens('close')).toBe(true);
});

test('a page that nobody sees has nobody’s hands on it', async () => {
	page.focus = 'INPUT';
	wait();
	expect(await happens('visibilitychange')).toBe(false);
	page.visibilityState = 'hidden';
	expect(await happens('visibilitychange')).toBe(true);
});
