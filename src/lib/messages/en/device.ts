import type { device as source } from '../th/device.ts';
import { things } from './things.ts';

export const device: typeof source = {
	me: (name) => `You are ${name}`,
	open: 'Switch, add or remove accounts',
	others: (names) => `Also on this phone: ${names}`,
	left: (name, count) => `Work of ${name} waits on this phone: ${things(count)}`,
};
