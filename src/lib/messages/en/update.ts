import type { update as source } from '../th/update.ts';

export const update: typeof source = {
	title: 'A newer version is here',
	text: 'Change when you are ready: everything you made stays.',
	action: 'Change to the new version',
};
