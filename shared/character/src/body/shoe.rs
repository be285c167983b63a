//! Shoes, seen from the front and a little from above; drawn on the left and mirrored.

use super::joints::{FOOT, Side};
use super::piece::Piece;
use super::{knots, points};
use crate::drawing::{Category, Layer, z};
use crate::geometry::{Knot, Path, Point, closed};
use crate::pen::Pen;
use crate::style::Role;

/// A kind of shoe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shoe {
    /// Low, with laces: upper, toe cap.
    Trainer(Role, Role),
    /// Over the ankle, with laces.
    HighTop(Role, Role),
    /// Smooth leather.
    Loafer(Role),
    /// Up to the calf.
    Boot(Role, Role),
    /// A sole with straps.
    Sandal(Role),
    /// A strap across the instep, over a sock of the second role.
    Strap(Role, Role),
}

/// The layer of one shoe.
pub fn shoe(pen: &Pen, side: Side, label: &str, kind: Shoe) -> Layer {
    let name = format!("foot_{}", side.letter());
    let high = matches!(kind, Shoe::Boot(..));
    let height = if high { z::BOTTOMWEAR - 0.5 } else { z::BODY + 4.0 };
    let mut layer = Layer::new(Category::Footwear, label, &name, height)
        .bone(&name, side.place(FOOT))
        .depth(0.9);
    let last = Last { pen, side };
    match kind {
        Shoe::Trainer(upper, toe) => last.trainer(&mut layer, upper, toe),
        Shoe::HighTop(upper, toe) => {
            last.trainer(&mut layer, upper, toe);
            last.ankle(&mut layer, upper);
        }
        Shoe::Loafer(role) => last.loafer(&mut layer, role, None),
        Shoe::Strap(role, sock) => last.loafer(&mut layer, role, Some(sock)),
        Shoe::Boot(role, trim) => last.boot(&mut layer, role, trim),
        Shoe::Sandal(role) => last.sandal(&mut layer, role),
    }
    layer
}

/// What shoes are built on.
struct Last<'a> {
    pen: &'a Pen,
    side: Side,
}

impl Last<'_> {
    fn k(&self, knots: &[Knot]) -> Vec<Knot> {
        knots.iter().map(|it| Knot { at: self.side.place(it.at), ..*it }).collect()
    }

    fn p(&self, points: &[Point]) -> Vec<Point> {
        points.iter().map(|&p| self.side.place(p)).collect()
    }

    fn path(&self, knots: &[Knot]) -> Path {
        closed(&self.k(knots))
    }

    fn sole(&self, layer: &mut Layer, role: Role) {
        let edge = points![358 2026, 356 2044, 368 2058, 412 2063, 456 2060, 478 2050, 480 2028];
        let sole = knots![358 2022 c, 356 2044, 368 2058, 412 2063, 456 2060, 478 2050, 480 2022 c];
        Piece::of(self.pen, &self.k(&sole), role)
            .lit(10.0, 4.0)
            .contour(&self.p(&edge), 8.0)
            .onto(layer);
    }

    fn trainer(&self, layer: &mut Layer, upper: Role, toe: Role) {
        self.sole(layer, Role::ClothSecond);
        let body = knots![396 1928 c, 390 1962, 372 1996, 357 2024, 362 2042 c, 412 2049,
            474 2040 c,
            481 2014, 478 1974, 470 1928 c];
        let cap = knots![352 2050 c, 358 2020, 384 2004, 424 2000, 462 2006, 486 2030, 484 2056 c];
        let tongue = knots![408 1918 c, 412 1990, 424 2000, 446 1998, 456 1986, 458 1918 c];
        let mut piece = Piece::of(self.pen, &self.k(&body), upper)
            .lit(16.0, 6.0)
            .inlay(self.path(&tongue), toe)
            .shade(self.path(&knots![438 1918 c, 440 2000, 458 1990, 462 1918 c]))
            .inlay(self.path(&cap), toe)
            .seam(&self.p(&points![360 2026, 386 2005, 424 2001, 460 2007, 480 2022]), 4.6)
            .seam(&self.p(&points![408 1930, 412 1968, 418 1998]), 4.0)
            .seam(&self.p(&points![458 1930, 456 1968, 450 1998]), 4.0)
            .crease(&self.p(&points![392 1966, 378 1990, 366 2014]), 3.4);
        for y in [1944.0, 1962.0, 1980.0] {
            let lace = [crate::geometry::pt(406.0, y), crate::geometry::pt(458.0, y + 7.0)];
            piece = piece.band(&self.p(&lace), 6.4, Role::ClothSecond).seam(&self.p(&lace), 1.6);
        }
        let run = points![396 1928, 390 1962, 372 1996, 357 2024, 360 2040];
        let far = points![470 1928, 478 1974, 481 2014, 478 2036];
        piece
            .rim(&self.p(&far), 6.0)
            .contour(&self.p(&run), 7.6)
            .contour(&self.p(&far), 7.6)
            .contour(&self.p(&points![360 2041, 412 2049, 476 2039]), 5.4)
            .onto(layer);
    }

    fn ankle(&self, layer: &mut Layer, role: Role) {
        let body =
            knots![392 1882 c, 394 1930, 390 1964 c, 430 1976, 478 1964 c, 474 1930, 478 1882 c];
        Piece::of(self.pen, &self.k(&body), role)
            .lit(15.0, 2.0)
            .seam(&self.p(&points![394 1896, 434 1903, 477 1896]), 3.4)
            .crease(&self.p(&points![394 1950, 420 1944, 440 1950]), 3.4)
            .contour(&self.p(&points![392 1882, 394 1930, 390 1964]), 7.6)
            .contour(&self.p(&points![478 1882, 474 1930, 478 1964]), 7.6)
            .contour(&self.p(&points![392 1882, 434 1889, 478 1882]), 5.6)
            .onto(layer);
    }

    fn loafer(&self, layer: &mut Layer, role: Role, strap: Option<Role>) {
        if let Some(sock) = strap {
            let foot =
                knots![404 1920 c, 398 1976, 388 2010, 440 2020, 474 2006, 470 1976, 464 1920 c];
            Piece::of(self.pen, &self.k(&foot), sock).lit(12.0, 2.0).onto(layer);
        }
        let body = knots![398 1944 c, 386 1978, 366 2010, 358 2036, 366 2054 c, 414 2061,
            474 2054 c,
            482 2030, 478 1986, 468 1944 c, 462 1984, 444 2000, 420 1998, 404 1980];
        let shine = knots![374 2030 c, 384 2010, 402 1998, 396 2014, 386 2032 c];
        let mut piece = Piece::of(self.pen, &self.k(&body), role)
            .lit(16.0, 7.0)
            .light(self.path(&shine))
            .seam(&self.p(&points![362 2044, 414 2051, 478 2044]), 3.4);
        if strap.is_none() {
            piece = piece
                .seam(&self.p(&points![392 1984, 410 2010, 434 2014, 456 2008, 470 1984]), 4.0)
                .band(&self.p(&points![396 1996, 430 2006, 468 1994]), 9.0, Role::Trim);
        }
        piece
            .rim(&self.p(&points![468 1944, 478 1986, 482 2030, 474 2054]), 6.0)
            .contour(&self.p(&points![398 1944, 386 1978, 366 2010, 358 2036, 366 2054]), 7.6)
            .contour(&self.p(&points![366 2054, 414 2061, 474 2054]), 7.6)
            .contour(&self.p(&points![468 1944, 478 1986, 482 2030, 474 2054]), 7.6)
            .contour(
                &self.p(&points![398 1944, 404 1980, 420 1998, 444 2000, 462 1984, 468 1944]),
                5.0,
            )
            .onto(layer);
        if strap.is_some() {
            let band = knots![396 1962 c, 430 1972, 472 1960 c, 474 1974 c, 430 1987, 392 1976 c];
            Piece::of(self.pen, &self.k(&band), role)
                .lit(8.0, 2.0)
                .contour(&self.p(&points![396 1962, 430 1972, 472 1960]), 4.4)
                .contour(&self.p(&points![392 1976, 430 1987, 474 1974]), 4.4)
                .onto(layer);
        }
    }

    fn boot(&self, layer: &mut Layer, role: Role, trim: Role) {
        self.sole(layer, Role::Trim);
        let body = knots![380 1790 c, 388 1860, 394 1930, 388 1970, 368 2004, 357 2030, 362 2044 c,
            412 2051, 474 2042 c, 482 2018, 478 1974, 474 1930, 484 1860, 492 1790 c];
        let far = points![492 1790, 484 1860, 474 1930, 478 1974, 482 2018, 476 2040];
        Piece::of(self.pen, &self.k(&body), role)
            .lit(22.0, 6.0)
            .inlay(
                self.path(&knots![370 1780 c, 500 1780 c, 500 1816 c, 436 1824, 372 1816 c]),
                trim,
            )
            .seam(&self.p(&points![380 1814, 436 1824, 492 1814]), 4.2)
            .seam(&self.p(&points![362 2020, 388 2002, 424 1997, 460 2004, 480 2018]), 4.4)
            .band(&self.p(&points![388 1962, 432 1974, 480 1960]), 15.0, trim)
            .fold(&self.p(&points![392 1924, 426 1936, 456 1930]), 4.0, 10.0)
            .fold(&self.p(&points![478 1900, 446 1908, 424 1902]), 3.8, 9.0)
            .rim(&self.p(&far), 6.0)
            .contour(
                &self.p(
                    &points![380 1790, 388 1860, 394 1930, 388 1970, 368 2004, 357 2030, 361 2042],
                ),
                8.0,
            )
            .contour(&self.p(&far), 8.0)
            .contour(&self.p(&points![380 1790, 436 1800, 492 1790]), 6.0)
            .contour(&self.p(&points![361 2043, 412 2051, 476 2041]), 5.4)
            .onto(layer);
    }

    fn sandal(&self, layer: &mut Layer, role: Role) {
        self.sole(layer, role);
        let foot = knots![404 1926 c, 398 1970, 376 2006, 366 2030, 376 2046, 400 2044, 420 2048,
            444 2045, 466 2044, 474 2020, 470 1972, 464 1926 c];
        let mut piece = Piece::of(self.pen, &self.k(&foot), Role::Skin).lit(14.0, 5.0);
        for x in [392.0, 410.0, 428.0, 447.0] {
            let toe = [crate::geometry::pt(x, 2028.0), crate::geometry::pt(x - 2.0, 2046.0)];
            piece = piece.crease(&self.p(&toe), 3.6);
        }
        piece
            .contour(&self.p(&points![404 1926, 398 1970, 376 2006, 366 2030, 376 2046]), 6.4)
            .contour(&self.p(&points![464 1926, 470 1972, 474 2020, 466 2044]), 6.4)
            .contour(&self.p(&points![376 2046, 400 2044, 420 2048, 444 2045, 466 2044]), 4.0)
            .onto(layer);
        let left = knots![366 2014 c, 384 1994, 412 1990, 424 2020 c, 414 2022 c, 404 2006,
            386 2010,
            368 2030 c];
        let right = knots![476 2006 c, 458 1990, 434 1990, 412 2016 c, 426 2024 c, 442 2006,
            460 2008,
            478 2022 c];
        for (knots, edge) in [
            (left, points![366 2014, 384 1994, 412 1990, 424 2018]),
            (right, points![476 2006, 458 1990, 434 1990, 412 2016]),
        ] {
            Piece::of(self.pen, &self.k(&knots), role)
                .lit(6.0, 5.0)
                .contour(&self.p(&edge), 4.6)
                .onto(layer);
        }
    }
}
