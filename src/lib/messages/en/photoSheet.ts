import type { photoSheet as source } from '../th/photoSheet.ts';

export const photoSheet: typeof source = {
	fetching: 'Fetching the large picture…',
	'no-signal': 'You can see the large picture when there is signal',
	absent: 'The large picture is still on the phone that took it and has not reached the office',
};
