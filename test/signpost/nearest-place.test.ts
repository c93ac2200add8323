import { nearestPlace } from '../../src/signpost/nearest-place.ts';
import { line } from '../fixtures/small-line.ts';

const small = line([]);

test('near a city it is the city', () => {
  expect(nearestPlace(small, 53.6, 9.9)).toBe('de/hamburg');
  expect(nearestPlace(small, 51.4, -0.3)).toBe('gb/london');
});

test('between cities it is the country', () => {
  expect(nearestPlace(small, 52.4, 9.7)).toBe('de');
});

test('near a border no country is guessed, and a region keeps people on its side', () => {
  expect(nearestPlace(small, 50.94, 6.96)).toBe('de'); // Cologne: Liège is the nearest city
  expect(nearestPlace(small, 51.0, 6.55)).toBeNull();
});

test('far from everything it is nowhere', () => {
  expect(nearestPlace(small, 40.7, -74)).toBeNull();
  expect(nearestPlace(small, 0, 0)).toBeNull();
  expect(nearestPlace(small, Number.NaN, 10)).toBeNull();
  expect(nearestPlace(small, 91, 10)).toBeNull();
});
