import { showDateTime, showTime } from '../../domain/dates.ts';
import type { ago as source } from '../th/ago.ts';

export const ago: typeof source = (when) => {
	if (when.kind === 'now') return 'just now';
	if (when.kind === 'minutes') return `${when.count} min ago`;
	if (when.kind === 'today') return `today ${showTime(when.at, 'en')}`;
	if (when.kind === 'yesterday') return `yesterday ${showTime(when.at, 'en')}`;
	return showDateTime(when.at, 'en');
};
