import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { accessKept } from './steps/access-kept.ts';
import { epochs } from './steps/epochs.ts';
import { orders } from './steps/orders.ts';
import { phones } from './steps/phones.ts';
import { officeSees } from './steps/office-sees.ts';
import { renewal } from './steps/renewal.ts';
import { figures } from './steps/figures.ts';
import { senders } from './steps/senders.ts';
import { walls } from './steps/walls.ts';
import { signingKeys } from './steps/signing-keys.ts';
import { variants } from './steps/variants.ts';
import { visits } from './steps/visits.ts';

export type Steps = Record<string, Migration>;

/**
 * Each runs once, in the order of its name, whole or not at all. A migration that has shipped is never edited;
 * the next one changes what it left.
 */
export const migrations: Steps = {
	'0001-spaces': {
		async up(db: Kysely<unknown>) {
			await db.schema
				.createTable('meta')
				.addColumn('key', 'text', (c) => c.primaryKey())
				.addColumn('value', 'text', (c) => c.notNull())
				.execute();
			await db.schema
				.createTable('space')
				.addColumn('id', 'text', (c) => c.primaryKey())
				.addColumn('area', 'text', (c) => c.notNull())
				.addColumn('shop', 'text')
				.addColumn('counter', 'bigint', (c) => c.notNull().defaultTo(0))
				.addColumn('shorts', 'bigint', (c) => c.notNull().defaultTo(0))
				.execute();
			await db.schema.createIndex('space_area').on('space').column('area').execute();
			await db.schema.createIndex('space_shop').on('space').column('shop').execute();
			await db.schema
				.createTable('record')
				.addColumn('space', 'text', (c) => c.notNull())
				.addColumn('kind', 'text', (c) => c.notNull())
				.addColumn('key', 'text', (c) => c.notNull())
				.addColumn('area', 'text', (c) => c.notNull())
				.addColumn('short', 'bigint', (c) => c.notNull())
				.addColumn('born', 'bigint', (c) => c.notNull())
				.addColumn('at', 'bigint', (c) => c.notNull())
				.addColumn('removed', 'text')
				.addColumn('fields', 'text', (c) => c.notNull())
				.addColumn('stamps', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('record_name', ['space', 'kind', 'key'])
				.addUniqueConstraint('record_short', ['space', 'short'])
				.execute();
			await db.schema.createIndex('record_at').on('record').columns(['space', 'at']).execute();
			await db.schema
				.createTable('superseded')
				.addColumn('space', 'text', (c) => c.notNull())
				.addColumn('kind', 'text', (c) => c.notNull())
				.addColumn('key', 'text', (c) => c.notNull())
				.addColumn('field', 'text', (c) => c.notNull())
				.addColumn('number', 'bigint', (c) => c.notNull())
				.addColumn('area', 'text', (c) => c.notNull())
				.addColumn('value', 'text', (c) => c.notNull())
				.addColumn('stamp', 'text', (c) => c.notNull())
				.execute();
			await db.schema
				.createIndex('superseded_name')
				.on('superseded')
				.columns(['space', 'kind', 'key', 'field', 'number'])
				.execute();
			await db.schema
				.createTable('ledger')
				.addColumn('device', 'text', (c) => c.notNull())
				.addColumn('space', 'text', (c) => c.notNull())
				.addColumn('last', 'bigint', (c) => c.notNull())
				.addPrimaryKeyConstraint('ledger_name', ['device', 'space'])
				.execute();
			await db.schema
				.createTable('outcome')
				.addColumn('device', 'text', (c) => c.notNull())
				.addColumn('space', 'text', (c) => c.notNull())
				.addColumn('n', 'bigint', (c) => c.notNull())
				.addColumn('digest', 'text', (c) => c.notNull())
				.addColumn('outcome', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('outcome_name', ['device', 'space', 'n'])
				.execute();
		},
	},
	'0002-people': {
		async up(db: Kysely<unknown>) {
			await db.schema
				.createTable('person')
				.addColumn('id', 'text', (c) => c.primaryKey())
				.addColumn('role', 'text', (c) => c.notNull())
				.addColumn('name', 'text', (c) => c.notNull())
				.addColumn('areas', 'text', (c) => c.notNull())
				.addColumn('shop', 'text')
				.addColumn('created_at', 'bigint', (c) => c.notNull())
				.addColumn('revoked_at', 'bigint')
				.execute();
			await db.schema.createIndex('person_role').on('person').columns(['role', 'created_at']).execute();
			await db.schema.createIndex('person_shop').on('person').column('shop').execute();
			await db.schema
				.createTable('enrolment')
				.addColumn('id', 'text', (c) => c.primaryKey())
				.addColumn('person', 'text', (c) => c.notNull().references('person.id'))
				.addColumn('device', 'text', (c) => c.notNull())
				.addColumn('secret_hash', 'text', (c) => c.notNull())
				.addColumn('phone', 'text', (c) => c.notNull())
				.addColumn('created_at', 'bigint', (c) => c.notNull())
				.addColumn('heard_at', 'bigint')
				.addColumn('revoked_at', 'bigint')
				.execute();
			await db.schema.createIndex('enrolment_person').on('enrolment').column('person').execute();
			await db.schema
				.createTable('invitation')
				.addColumn('id', 'text', (c) => c.primaryKey())
				.addColumn('secret_hash', 'text', (c) => c.notNull().unique())
				.addColumn('role', 'text', (c) => c.notNull())
				.addColumn('areas', 'text', (c) => c.notNull())
				.addColumn('shop', 'text')
				.addColumn('name', 'text', (c) => c.notNull())
				.addColumn('person', 'text')
				.addColumn('inviter', 'text')
				.addColumn('created_at', 'bigint', (c) => c.notNull())
				.addColumn('expires_at', 'bigint', (c) => c.notNull())
				.addColumn('key_hash', 'text')
				.addColumn('enrolment', 'text')
				.addColumn('used_at', 'bigint')
				.addColumn('revoked_at', 'bigint')
				.execute();
		},
	},
	'0003-storefront': {
		async up(db: Kysely<unknown>) {
			await db.schema
				.createTable('listed_shop')
				.addColumn('space', 'text', (c) => c.primaryKey())
				.addColumn('shop', 'text', (c) => c.notNull())
				.addColumn('province', 'text', (c) => c.notNull())
				.addColumn('district', 'text', (c) => c.notNull())
				.addColumn('name', 'text', (c) => c.notNull())
				.addColumn('search', 'text', (c) => c.notNull())
				.addColumn('sort', 'text', (c) => c.notNull())
				.addColumn('published_at', 'bigint', (c) => c.notNull())
				.execute();
			await db.schema
				.createIndex('listed_shop_province')
				.on('listed_shop')
				.columns(['province', 'sort'])
				.execute();
			await db.schema
				.createTable('listed_product')
				.addColumn('space', 'text', (c) => c.notNull())
				.addColumn('key', 'text', (c) => c.notNull())
				.addColumn('shop', 'text', (c) => c.notNull())
				.addColumn('category', 'text', (c) => c.notNull())
				.addColumn('name', 'text', (c) => c.notNull())
				.addColumn('search', 'text', (c) => c.notNull())
				.addColumn('sort', 'text', (c) => c.notNull())
				.addColumn('published_at', 'bigint', (c) => c.notNull())
				.addPrimaryKeyConstraint('listed_product_name', ['space', 'key'])
				.execute();
			await db.schema
				.createIndex('listed_product_category')
				.on('listed_product')
				.columns(['category', 'published_at'])
				.execute();
			await db.schema
				.createIndex('listed_product_newest')
				.on('listed_product')
				.column('published_at')
				.execute();
			await db.schema
				.createTable('photo_file')
				.addColumn('hash', 'text', (c) => c.primaryKey())
				.addColumn('bytes', 'bigint', (c) => c.notNull())
				.addColumn('type', 'text', (c) => c.notNull())
				.addColumn('created_at', 'bigint', (c) => c.notNull())
				.execute();
			await db.schema
				.createTable('photo_use')
				.addColumn('hash', 'text', (c) => c.notNull())
				.addColumn('space', 'text', (c) => c.notNull())
				.addColumn('key', 'text', (c) => c.notNull())
				.addColumn('of_kind', 'text', (c) => c.notNull())
				.addColumn('of_key', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('photo_use_name', ['hash', 'space', 'key'])
				.execute();
			await db.schema.createIndex('photo_use_record').on('photo_use').columns(['space', 'key']).execute();
			await db.schema.createIndex('photo_use_of').on('photo_use').columns(['of_key', 'space']).execute();
		},
	},
	'0004-history': {
		async up(db: Kysely<unknown>) {
			await db.schema.alterTable('superseded').addColumn('at', 'bigint').execute();
		},
	},
	'0005-vectors': {
		async up(db: Kysely<unknown>) {
			await db.schema
				.createTable('vector')
				.addColumn('device', 'text', (c) => c.notNull())
				.addColumn('id', 'text', (c) => c.notNull())
				.addColumn('scopes', 'text', (c) => c.notNull())
				.addColumn('base', 'text', (c) => c.notNull())
				.addColumn('plan', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('vector_name', ['device', 'id'])
				.execute();
		},
	},
	'0006-epochs': epochs,
	'0008-variants': variants,
	'0009-senders': senders,
	'0010-walls': walls,
	'0011-phones': phones,
	'0012-renewal': renewal,
	'0013-orders': orders,
	'0014-access-kept': accessKept,
	'0016-figures': figures,
	'0017-visits': visits,
	'0018-signing-keys': signingKeys,
	'0019-office-sees': officeSees,
};
