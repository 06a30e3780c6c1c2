import type { lockFold as source } from '../th/lockFold.ts';

export const lockFold: typeof source = {
	fold: 'Lock the app with a PIN',
	on: 'On',
	off: 'Off',
};
