import type { comments as th } from '../th/comments.ts';

export const comments: typeof th = {
	title: 'From the office',
	about: (name) => `About ${name}`,
	from: { staff: 'Office staff', marketer: 'Marketer of the province' },
	open: 'Open',
	done: 'Done',
	doneSaid: 'The office will hear that it is done',
	doneWhen: (when) => `Done ${when}`,
	unsent: 'Waiting for signal to tell the office',
	notYet: 'Not done yet',
	shop: 'the shop',
};
