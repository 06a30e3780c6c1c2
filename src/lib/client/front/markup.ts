import type { Front } from '../store/fronts.ts';

/** What of a screen is kept, in heights of the window: as far as a thumb gets before the app runs. */
const REACH = 3;
/** Pictures are kept of what is seen with no thumb, and a little more. */
const PICTURED = 1.25;
/** Of the pictures, as WebP: they are seen for a second. */
const QUALITY = 0.6;

/** What passes, and what would say something again to whoever listens. */
const PASSING =
	'[hidden], dialog, [popover], script, template, [data-passing], details:not([open]) > :not(summary)';

/**
 * In front of the page that it is to be taken for. `data-now` holds at the moment alone and is not seen again, though it
 * keeps its place; `data-today` holds until the day ends. An app that does not come at all lets go of the page, so that
 * whatever it says instead is seen.
 */
const AROUND = `:host{position:absolute;inset:0 0 auto;z-index:50;min-height:100vh;background:var(--paper);animation:go 0s 20s forwards}
@keyframes go{to{visibility:hidden;pointer-events:none}}
[data-now]{visibility:hidden!important}
:host(.past) [data-today]{border-radius:var(--radius);background:var(--sunk)}
:host(.past) [data-today]>*{visibility:hidden!important}`;

/** What is drawn below an element, with the styles it needs in it. */
export function drawFront(root: Element): Front {
	const copy = root.cloneNode(true) as Element;
	const drawn = [...root.querySelectorAll('*')];
	const copied = [...copy.querySelectorAll('*')];
	const pinned = scrollY > 0 ? drawn.filter(isPinned) : [];
	for (const [i, element] of drawn.entries()) {
		const isNear = pinned.some((one) => one.contains(element)) || isInReach(element);
		if (isNear) settle(element, copied[i] as Element);
		else copied[i]?.remove();
	}
	for (const passing of copy.querySelectorAll(PASSING)) passing.remove();
	leaveComments(copy);
	const rules = [...document.styleSheets].map(({ cssRules }) => rulesFor(copy, cssRules)).join('');
	const pictures = copy.querySelectorAll('img[src^="data:image/webp"]').length;
	return { markup: `<style>${rules}${AROUND}</style>${copy.innerHTML}`, pictures };
}

/** It stays where it is while the list moves: the line above, the bar below. */
const isPinned = (element: Element) => /fixed|sticky/.test(getComputedStyle(element).position);

function isInReach(element: Element): boolean {
	const { top, height } = element.getBoundingClientRect();
	return height === 0 || top + scrollY <= REACH * innerHeight;
}

/** Makes markup of what is not in it: what is chosen, a picture's own bytes. */
function settle(element: Element, copy: Element): void {
	for (const announced of ['role', 'aria-live']) {
		if (/^(status|alert|polite|assertive)$/.test(copy.getAttribute(announced) ?? ''))
			copy.removeAttribute(announced);
	}
	if (element instanceof HTMLInputElement) {
		copy.toggleAttribute('checked', element.checked);
		// What is typed into it would go with it.
		copy.setAttribute('readonly', '');
	}
	if (element instanceof HTMLImageElement && element.src.startsWith('blob:')) {
		const isSeen = element.getBoundingClientRect().top + scrollY < PICTURED * innerHeight;
		copy.setAttribute('src', (isSeen && bytesOf(element)) || NOTHING);
		copy.removeAttribute('loading');
	}
}

/** A clear point: what is blurred behind a picture is seen. */
const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** A picture as it is drawn, in a data URL; '' where it is not there yet. */
function bytesOf(img: HTMLImageElement): string {
	const { width } = img.getBoundingClientRect();
	const scale = Math.min(1, (width * devicePixelRatio) / img.naturalWidth);
	if (!img.complete || !(scale > 0)) return '';
	const canvas = document.createElement('canvas');
	canvas.width = Math.round(img.naturalWidth * scale);
	canvas.height = Math.round(img.naturalHeight * scale);
	canvas.getContext('2d')?.drawImage(img, 0, 0, canvas.width, canvas.height);
	return canvas.toDataURL('image/webp', QUALITY);
}

function leaveComments(copy: Element): void {
	const comments = document.createNodeIterator(copy, NodeFilter.SHOW_COMMENT);
	for (let comment = comments.nextNode(); comment; comment = comments.nextNode())
		(comment as Comment).remove();
}

/** The rules that something of the copy is drawn by. */
function rulesFor(copy: Element, rules: CSSRuleList): string {
	return [...rules]
		.map((rule) => {
			if (rule instanceof CSSStyleRule) return matches(copy, rule.selectorText) ? rule.cssText : '';
			if (!(rule instanceof CSSMediaRule || rule instanceof CSSSupportsRule)) return '';
			const inner = rulesFor(copy, rule.cssRules);
			const at = rule instanceof CSSMediaRule ? '@media' : '@supports';
			return inner && `${at} ${rule.conditionText}{${inner}}`;
		})
		.join('');
}

/** Parts of an element that no query finds. */
const PARTS = /::?(?:before|after|placeholder|marker|backdrop|-(?:webkit|moz)-[\w-]+)/g;

function matches(copy: Element, selector: string): boolean {
	try {
		return copy.querySelector(selector.replace(PARTS, '') || '*') !== null;
	} catch {
		// A part alone in a `:not()`: rare, and not worth reading selectors for.
		return true;
	}
}
