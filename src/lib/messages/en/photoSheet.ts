import type { photoSheet as source } from '../th/photoSheet.ts';

export const photoSheet: typeof source = {
	fetching: 'Fetching the full picture…',
	'no-signal': 'You can see the full picture when there is signal',
	absent: 'The full picture is still on the phone that took it and has not reached the office',
};
