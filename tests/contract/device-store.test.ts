import 'fake-indexeddb/auto';
import { deviceStore } from '$lib/client/store/device.ts';
import { openDatabase } from '$lib/client/store/database.ts';
import { memoryStore, newSelf } from '$lib/sync/testing/memory.ts';
import { deviceStoreContract, type StoreUnderTest } from './device-store.ts';

let opened = 0;

const stores: readonly StoreUnderTest[] = [
	{ name: 'memory', open: () => Promise.resolve(memoryStore(newSelf('nobody'))) },
	{ name: 'IndexedDB', open: () => Promise.resolve(deviceStore(openDatabase(`contract-${opened++}`))) },
];

for (const store of stores) deviceStoreContract(store);
