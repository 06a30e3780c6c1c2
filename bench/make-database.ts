// node --disable-warning=ExperimentalWarning bench/make-database.ts [--shops 100000] [--seed 7] [--folder FOLDER]
// The database on which `npm run bench -- server` measures: ten products a shop. Prints its folder.
import { parseArgs } from 'node:util';
import { bigDatabase } from './support/big-database.ts';

const { values } = parseArgs({
	options: {
		shops: { type: 'string', default: '100000' },
		seed: { type: 'string', default: '7' },
		folder: { type: 'string' },
	},
});
const { shops, seed, folder } = values;
const size = { shops: Number(shops), seed: Number(seed), ...(folder && { folder }) };
process.stdout.write(`${await bigDatabase(size)}\n`);
