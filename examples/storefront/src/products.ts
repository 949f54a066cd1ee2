/** Something to buy: a price to show, and the points that it earns, ten for a euro. */
export interface Product {
  id: string
  name: string
  price: string
  points: number
}

export const products: readonly Product[] = [
  { id: 'mug', name: 'Enamel mug', price: '€14', points: 140 },
  { id: 'lantern', name: 'Camp lantern', price: '€59', points: 590 },
  { id: 'tent', name: 'Two-person tent', price: '€280', points: 2800 },
]
