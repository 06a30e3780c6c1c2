import type { drafts as source } from '../th/drafts.ts';

export const drafts: typeof source = {
	saved: 'Kept on this phone',
	restored: 'Typed before the app closed; not saved yet',
	failed:
		'This phone could not store it, it may be full. Your text is still here: remove pictures or apps you do not need, then try again',
	keep: 'Save',
	empty: 'Nothing here yet',
	tooLong: 'Too long: please shorten it. All of your text is still here',
	remaining: (left) => (left >= 0 ? `${left} letters left` : `${-left} letters too many`),
};
