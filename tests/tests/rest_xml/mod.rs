//! Services that speak restXml: the same declarations, in XML.

mod conformance;
