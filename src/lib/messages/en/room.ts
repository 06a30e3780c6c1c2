import type { room as source } from '../th/room.ts';

export const room: typeof source = {
	meter: 'Room the app uses',
	detail: (used, all) => `${used} of ${all}`,
	states: {
		plenty: { title: 'There is room', text: undefined },
		short: {
			title: 'Little room is left',
			text: 'Old full pictures are leaving this phone. Prices and text are stored as usual.',
		},
		full: {
			title: 'The room is full',
			text: 'New pictures may not be stored. What is stored already is safe. Remove pictures, videos or apps you do not need from the phone, then go online so that waiting pictures reach the office.',
		},
		unknown: {
			title: 'This phone does not say how much room is left',
			text: 'Your work is stored as usual. Should that fail, the app says so at once.',
		},
	},
	figures: 'The browser gives these figures. The phone itself may have less room.',
	rule: 'When little is left, full pictures that reached the office more than 30 days ago leave this phone first; with a signal they open again. Small pictures, pictures that have not arrived, prices and text always stay.',
	madeWay: (when, count, bytes) =>
		`${when}: ${count} full ${count === 1 ? 'picture' : 'pictures'} left this phone and freed ${bytes}`,
};
