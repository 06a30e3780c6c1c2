import type { frame as source } from '../th/frame.ts';

export const frame: typeof source = {
	places: { label: 'Main menu', products: 'Products', prices: 'Prices', shop: 'Shop' },
	myShop: 'My shop',
	notLoaded: 'This part cannot be opened now: close the app and open it again. Your work is safe',
	chip: {
		'needs-you': (count) => `Needs you: ${count}`,
		waiting: (count, hours) => {
			const age = hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
			return `Waiting for signal: ${count}${hours > 0 ? ` · ${age}` : ''}`;
		},
		reached: 'Reached the office',
		here: 'On this phone',
	},
};
