import type { Span } from '../../domain/phone-news.ts';
import type { phones as source } from '../th/phones.ts';

const span = ({ unit, count }: Span) => `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
const things = (count: number) => (count === 1 ? '1 thing' : `${count} things`);

export const phones: typeof source = {
	title: 'Phones of this shop',
	text: 'Every phone that is let into this shop, as the office last heard of it',
	loading: 'Asking the office…',
	needsSignal: 'The office has the list of phones: try again when there is a signal',
	of: (name) => `of ${name}`,
	here: 'This phone',
	unknown: 'Unknown phone',
	heard: (when) => `Last contact ${when}`,
	heardLately: 'In contact within the last hour',
	news: (news, age) => {
		const oldest = age === null ? '' : `, the oldest for ${span(age)}`;
		switch (news.kind) {
			case 'never':
				return 'Never in contact';
			case 'quiet':
				return news.left === null
					? `No news for ${news.days} days: nobody knows what waits on it`
					: `No news for ${news.days} days; it last told of ${things(news.left.count)} waiting${oldest}`;
			case 'untold':
				return 'An older app, which does not tell what waits';
			case 'clear':
				return 'Nothing waited at last contact';
			case 'left':
				return `${things(news.count)} waiting${oldest}`;
		}
	},
	latest: 'Latest app',
	older: (version) => `Older app ${version}`,
	end: 'Stop using this phone',
	endAsk: (phone, name) => `Stop using ${phone} of ${name}`,
	facts: [
		'That phone is shut out from the next time it reaches the office',
		'What waits on it is not removed: it stays on that phone',
		'When that phone is invited again, what waits goes on by itself',
	],
	endYes: 'Stop using it',
	endNo: 'Keep using it',
	ending: 'Stopping…',
	ended: (phone) => `${phone} is no longer used`,
	notEnded: 'Not done yet: this needs a signal, try again',
	again: 'Ask the office again',
	another: 'A new phone of mine',
};
