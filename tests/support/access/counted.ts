import type { KyselyPlugin } from 'kysely';
import type { App } from '../../../src/lib/server/app.ts';
import type { Tx } from '../../../src/lib/server/store/port.ts';

/** The app, with every query that is asked of its database noted in `asked`: what it asks takes the time. */
export function counted(app: App): { app: App; asked: string[] } {
	const asked: string[] = [];
	const plugin: KyselyPlugin = {
		transformQuery: ({ node }) => {
			asked.push(shapeOf(node));
			return node;
		},
		transformResult: ({ result }) => Promise.resolve(result),
	};
	const seen = (tx: Tx): Tx => ({ ...tx, db: tx.db.withPlugin(plugin) });
	const { store } = app;
	return {
		asked,
		app: {
			...app,
			store: {
				...store,
				epoch: store.epoch,
				wasTurnedBack: store.wasTurnedBack,
				read: (work) => store.read((tx) => work(seen(tx))),
				write: (work) => store.write((tx) => work(seen(tx))),
			},
		},
	};
}

/** A query without its values. */
const shapeOf = (node: unknown): string =>
	JSON.stringify(node, (key, value: unknown) => (key === 'value' || key === 'values' ? '?' : value));
