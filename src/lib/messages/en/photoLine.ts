import type { photoLine as source } from '../th/photoLine.ts';

const kilo = (bytes: number): string => `${Math.ceil(bytes / 1_000)} kB`;

export const photoLine: typeof source = {
	title: 'Pictures on their way',
	detail: (gone, all, minutes) =>
		`${Math.floor(gone / 1_000)} of ${kilo(all)}${minutes === null ? '' : `, about ${minutes} min left`}`,
	tile: (gone, all) => (gone === 0 ? `${kilo(all)} to send` : `${Math.floor(gone / 1_000)} of ${kilo(all)}`),
	held: (count) => `${count} full ${count === 1 ? 'picture waits' : 'pictures wait'}`,
	why: {
		'no-wifi':
			'You chose to send full pictures over Wi-Fi only. Small pictures and everything else go as usual.',
		'unknown-line':
			'You chose to send full pictures over Wi-Fi only, and this phone does not say whether this is Wi-Fi. If it is, send them now.',
		saving: 'This phone is saving data. Full pictures go when that is off, or when you send them now.',
	},
	sendNow: 'Send full pictures now',
	wifiOnly: 'Full pictures over Wi-Fi only',
	wifiOnlyHint: 'Saves mobile data. Small pictures and everything else go at once',
};
